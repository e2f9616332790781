/** Where the console listens, and is asked, unless the command line says otherwise. */
export const consolePort = 4_600;
