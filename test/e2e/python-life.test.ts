import { python } from "./program-languages";
import { describeLife } from "./resource-life";

describeLife(python);
