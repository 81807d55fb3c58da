import { ensurePulumi } from "./pulumi-cli";

ensurePulumi().then(
  ({ bin, version }) => console.log(`${bin} (${version})`),
  (error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);
