/** Headers of a JSON body. */
export const jsonHeaders = { 'content-type': 'application/json; charset=utf-8' } as const;
