/** How probes introduce themselves. The version is the one in package.json; a test compares them. */
export const userAgent = 'watchkeeper/0.1.0';
