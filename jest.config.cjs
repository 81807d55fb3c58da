// Runs what tsc compiled. A suite is a folder: npx jest --rootDir dist/test/unit
module.exports = {
  rootDir: "dist/test",
  testMatch: ["**/*.test.js"],
  transform: {},
  testEnvironment: "node",
  // Jest's clean-up of globals warns about what the vendors' SDKs do at their own exit.
  testEnvironmentOptions: { globalsCleanup: "off" },
  // Several test files drive real processes; more at once than this only makes each slower.
  maxWorkers: 2,
  testTimeout: 120_000,
};
