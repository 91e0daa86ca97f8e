/** Wire ids of the formats in which synthetic weights can be written. */
export type WeightFormatId = 'q8_0' | 'q4_0' | 'f16';
