/** Never answers, as with a driver that hangs. */
process.on('message', () => undefined);
