import { z } from "zod/v3";

/** The account of a caller identity. Outputs have it as a text, whatever type the cloud uses. */
export const accountId = z.union([z.string().min(1), z.number().int().transform(String)]);
