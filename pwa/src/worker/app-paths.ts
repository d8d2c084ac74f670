// Which addresses are screens of the app (answered with the shell) and which belong to the server. Pure.
const SCREENS = [/^\/$/, /^\/report$/, /^\/reports(\/[^/]+)?$/, /^\/near$/, /^\/staff$/, /^\/app$/, /^\/outbox(\/[^/]+)?$/, /^\/crew(\/.*)?$/, /^\/desk(\/.*)?$/];

/** Where the phone sends photos that are shared with this app (share_target in the manifest). */
export const SHARE = "/share";

export const isAppPath = (path: string): boolean => SCREENS.some((screen) => screen.test(path));

/** "/assets/map/district-map-D_wgIKJ2.css" -> "/assets/map/district-map.css" */
export const nameWithoutHash = (address: string): string => address.replace(/-[\w-]{8}(?=\.\w+$)/, "");
