/** The version in package.json, copied by `npm run tables`, because a bundle has no package.json beside it. */
export const version = "0.1.0";
