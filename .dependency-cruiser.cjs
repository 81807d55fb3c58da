/** The import boundaries of ARCHITECTURE.md. A broken one fails `npm test`. */
module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "two-witnesses-provider",
      comment: "The provider must not learn the wire from the emulator.",
      severity: "error",
      from: { path: "^provider/" },
      to: { path: "^(emulator|cli|scripts|test)/" },
    },
    {
      name: "two-witnesses-emulator",
      comment: "The emulator must not learn the wire from the provider.",
      severity: "error",
      from: { path: "^emulator/" },
      to: { path: "^(provider|cli|scripts|test)/" },
    },
    // Arrows go one way: adapters → resources → reconcile → session → contract → core; clouds → contract and core.
    {
      name: "core-knows-nobody",
      severity: "error",
      from: { path: "^provider/core/" },
      to: { path: "^provider/(?!core/)" },
    },
    {
      name: "contract-knows-core",
      severity: "error",
      from: { path: "^provider/contract/" },
      to: { path: "^provider/(?!core/|contract/)" },
    },
    {
      name: "session-knows-contract",
      severity: "error",
      from: { path: "^provider/session/" },
      to: { path: "^provider/(?!core/|contract/|session/)" },
    },
    {
      name: "reconcile-knows-session",
      severity: "error",
      from: { path: "^provider/reconcile/" },
      to: { path: "^provider/(?!core/|contract/|session/|reconcile/)" },
    },
    {
      name: "resources-know-reconcile",
      severity: "error",
      from: { path: "^provider/resources/" },
      to: { path: "^provider/(?!core/|contract/|session/|reconcile/|resources/)" },
    },
    {
      name: "clouds-know-contract-and-core",
      severity: "error",
      from: { path: "^provider/clouds/[^/]+/(?!resource\\.ts$)" },
      to: { path: "^provider/(?!core/|contract/|clouds/)" },
    },
    {
      name: "clouds-do-not-know-each-other",
      severity: "error",
      from: { path: "^provider/clouds/([^/]+)/" },
      to: { path: "^provider/clouds/([^/]+)/", pathNot: "^provider/clouds/$1/" },
    },
    {
      name: "typed-classes-know-the-base-class-only",
      comment: "A Pulumi program loads resource.ts files: they must not pull the runtime in.",
      severity: "error",
      from: {
        path: "^provider/(index|resource|refused-options|installed-runtime|declare-attachment|run-file|clouds/[^/]+/resource)\\.ts$",
      },
      to: {
        path: "^provider/",
        pathNot: [
          "^provider/(resource|refused-options|installed-runtime|declare-attachment|run-file|version)\\.ts$",
          "^provider/clouds/(configuration|[^/]+/resource)\\.ts$",
        ],
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "configuration-tables-load-nothing",
      comment: "A Pulumi program loads them.",
      severity: "error",
      from: { path: ["^provider/clouds/configuration\\.ts$", "^provider/clouds/[^/]+/configuration\\.ts$"] },
      to: { pathNot: "^provider/clouds/[^/]+/configuration\\.ts$", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "registry-knows-entries-only",
      comment: "Programs and the provider both load the registry: it must not pull the typed classes in.",
      severity: "error",
      from: { path: "^provider/clouds/index\\.ts$" },
      to: { path: "^provider/(?!contract/|clouds/[^/]+/cloud\\.ts$)" },
    },
    {
      name: "pulumi-only-at-the-edge",
      severity: "error",
      from: {
        path: "^provider/(core|contract|session|reconcile|resources|clouds)/",
        pathNot: "/(resource|network-interface-args)\\.ts$",
      },
      to: { path: "node_modules/@pulumi" },
    },
    {
      name: "processes-in-engine-and-e2e-only",
      comment: "A test that starts a process is slow: it belongs to test/engine or test/e2e.",
      severity: "error",
      from: { path: "^test/(unit|wire|conformance|agreement|model)/" },
      to: {
        path: "^(node:)?child_process$|/run-command\\.ts$|/(provider-process|served-cloud|program-folder)\\.ts$",
      },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|node_modules/pulumi-eni)/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
  },
};
