/** A model file that cannot be read: what is wrong with it, and the next step. */
export class ModelFileError extends Error {
  override readonly name = 'ModelFileError';
  readonly nextStep: string;
  /** The field at fault, as the file spells it. */
  readonly field: string | undefined;

  constructor(message: string, nextStep: string, field?: string) {
    super(message);
    this.nextStep = nextStep;
    this.field = field;
  }
}
