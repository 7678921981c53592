// The version of the package, which the bundle for browsers has as a constant.
declare const PACKAGE_VERSION: string;

export const readVersion = (): string => PACKAGE_VERSION;
