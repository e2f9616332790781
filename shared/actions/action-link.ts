/** How long an acknowledge link works: as long as the longest silence lasts, and longer than incidents stay unseen. */
export const linkLifetimeMs = 7 * 86_400_000;

/** What stands between the base of a link and its token. */
export const linkFolder = '/i/';

/** The address of an acknowledge link, `<base>/i/<token>`. `baseUrl` may end with a slash, as function URLs do. */
export function actionLink(baseUrl: string, token: string): string {
  return `${baseUrl.replace(/\/+$/, '')}${linkFolder}${token}`;
}
