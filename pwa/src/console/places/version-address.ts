// Where a version is looked at. Pure.
export const versionAddress = (layer: string, number: number): string =>
  `/desk/places?layer=${encodeURIComponent(layer)}&version=${number}`;
