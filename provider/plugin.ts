/** The entry of the provider plugin, which programs in every Pulumi language use. It is bundled into one file. */
import { servePlugin } from "./adapters/plugin/serve";

servePlugin();
