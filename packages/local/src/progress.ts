/** Takes one line of progress for a person. */
export type ReportLine = (line: string) => void;

export const silent: ReportLine = () => {};
