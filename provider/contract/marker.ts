/** The tag by which an interface is found again when the reply to its create was lost. */
export const markerKey = "pulumi-eni";
