/** Version of the engine as it goes into results and exports; a test holds it to package.json. */
export const version = '0.1.0';
