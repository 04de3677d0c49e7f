import type { CommandContext } from '../src/bridge-command';
import { StopRequest } from '../src/interruption';

/** What a command says, kept; and a person at the terminal who agrees or does not. */
export class RecordedContext implements CommandContext {
  readonly lines: string[] = [];
  readonly steps: string[] = [];
  readonly results: object[] = [];
  readonly resultLines: object[] = [];
  readonly questions: string[] = [];
  readonly interruption = new StopRequest();
  agrees = true;

  readonly print = (line: string): void => void this.lines.push(line);
  readonly result = (value: object): void => void this.results.push(value);
  readonly resultLine = (value: object): void => void this.resultLines.push(value);
  readonly progress = (text: string): void => void this.steps.push(text);
  readonly confirm = async (question: string): Promise<boolean> => {
    this.questions.push(question);
    return this.agrees;
  };
}
