/** The tag with which an interface is found when the reply to its create was lost. */
export const markerKey = "pulumi-eni";
