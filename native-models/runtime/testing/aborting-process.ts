/** Ends as a process does whose graphics driver has crashed. */
process.once('message', () => process.abort());
