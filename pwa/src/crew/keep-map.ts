// Keeps what draws the map on this phone before it is first opened; it is large, and comes only for who prepares.
export const keepMap = (): Promise<void> => import("../map/crew-map").then((file) => file.keepMapCode());
