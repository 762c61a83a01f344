/**
 * Version of the language engine: segmentation, facts, diff, alignment. Records computed by it bear this
 * number, and are computed anew when it rises. Raise it with every change of behaviour.
 */
export const engineVersion = 6;
