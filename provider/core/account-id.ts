import { z } from "zod/v3";

/** The account of a caller identity. Outputs record it as a text, whatever type the cloud gives it. */
export const accountId = z.union([z.string().min(1), z.number().int().transform(String)]);
