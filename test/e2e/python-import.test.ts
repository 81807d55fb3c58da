import { python } from "./program-languages";
import { describeImport } from "./resource-import";

describeImport(python);
