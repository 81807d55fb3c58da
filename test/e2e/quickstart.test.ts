import { describeTours } from "../support/quickstart-tours";

describeTours("typescript");
describeTours("yaml");
