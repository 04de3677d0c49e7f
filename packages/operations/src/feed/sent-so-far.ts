/** `1,000 of 5,000 records` */
export const sentSoFar = (sent: number, count: number): string => `${sent.toLocaleString('en')} of ${count.toLocaleString('en')} records`;
