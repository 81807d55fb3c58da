import { describeTours } from "../support/quickstart-tours";

describeTours("python");
// The first time, Go compiles Pulumi's SDK.
describeTours("go", 600_000);
