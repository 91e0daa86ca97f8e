/** Length of the answer of `read`: partial sums, padded with zeros where a backend has fewer. */
export const readPartialSums = 8192;
