// Numbers as labels and answers write them: two decimals, and a real minus.

export const numberText = (value: number): string => value.toFixed(2).replace('-', '−');

/** A change: its sign is always written. */
export const changeText = (value: number): string => `${value < 0 ? '' : '+'}${numberText(value)}`;
