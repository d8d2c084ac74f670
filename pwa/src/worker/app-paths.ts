// Which addresses are screens of the app (answered with the shell) and which belong to the server. Pure.
const SCREENS = [/^\/$/, /^\/report$/, /^\/reports(\/[^/]+)?$/, /^\/staff$/, /^\/outbox$/, /^\/crew(\/.*)?$/, /^\/desk(\/.*)?$/];

export const isAppPath = (path: string): boolean => SCREENS.some((screen) => screen.test(path));
