/** The version in package.json, written here by `npm run tables`: a bundle has no package.json beside it. */
export const version = "0.1.0";
