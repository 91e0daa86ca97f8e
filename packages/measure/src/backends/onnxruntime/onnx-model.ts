/** Numbers of element types in ONNX's TensorProto. */
export const onnxTypes = { f32: 1, uint8: 2, int8: 3, int32: 6 } as const;

/** Name of an element type. */
export type OnnxType = keyof typeof onnxTypes;

/** A constant of the graph. */
export interface OnnxConstant {
  readonly name: string;
  readonly type: OnnxType;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/** A model of one operator: input `a`, output `y`, and its constants in the order of use. */
export interface OnnxOperator {
  readonly type: string;
  /** Empty for ONNX's own operators. */
  readonly domain: string;
  readonly integers: Readonly<Record<string, number>>;
  readonly inputType: OnnxType;
  readonly outputType: OnnxType;
  readonly inputShape: readonly number[];
  readonly outputShape: readonly number[];
  /** A second input `b`, where it is no constant. */
  readonly secondInput?: { readonly type: OnnxType; readonly shape: readonly number[] };
  readonly constants: readonly OnnxConstant[];
}

const irVersion = 8;
const opsetVersion = 17;
const integerAttribute = 2;

/**
 * The model in ONNX's protobuf form. Field numbers are those of onnx.proto3:
 * https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3
 */
export function encodeOnnxModel(operator: OnnxOperator): Uint8Array {
  const graph = message([
    field(1, nodeOf(operator)),
    field(2, text('one-operator')),
    ...operator.constants.map((constant) => field(5, tensorOf(constant))),
    field(11, valueInfo('a', operator.inputType, operator.inputShape)),
    ...(operator.secondInput
      ? [field(11, valueInfo('b', operator.secondInput.type, operator.secondInput.shape))]
      : []),
    field(12, valueInfo('y', operator.outputType, operator.outputShape)),
  ]);
  const ownOpset = message([field(1, text('')), integer(2, opsetVersion)]);
  const otherOpset = message([field(1, text(operator.domain)), integer(2, 1)]);
  return message([
    integer(1, irVersion),
    field(7, graph),
    field(8, ownOpset),
    ...(operator.domain === '' ? [] : [field(8, otherOpset)]),
  ]);
}

function nodeOf({ type, domain, integers, constants, secondInput }: OnnxOperator): Uint8Array {
  return message([
    ...['a', ...(secondInput ? ['b'] : []), ...constants.map(({ name }) => name)].map((name) =>
      field(1, text(name)),
    ),
    field(2, text('y')),
    field(4, text(type)),
    ...Object.entries(integers).map(([name, value]) =>
      field(5, message([field(1, text(name)), integer(3, value), integer(20, integerAttribute)])),
    ),
    field(7, text(domain)),
  ]);
}

function tensorOf({ name, type, shape, bytes }: OnnxConstant): Uint8Array {
  return message([
    ...shape.map((size) => integer(1, size)),
    integer(2, onnxTypes[type]),
    field(8, text(name)),
    field(9, bytes),
  ]);
}

function valueInfo(name: string, type: OnnxType, shape: readonly number[]): Uint8Array {
  const dimensions = message(shape.map((size) => field(1, message([integer(1, size)]))));
  const tensor = message([integer(1, onnxTypes[type]), field(2, dimensions)]);
  return message([field(1, text(name)), field(2, message([field(1, tensor)]))]);
}

function text(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}

/** A length-delimited field. */
function field(number: number, bytes: Uint8Array): Uint8Array[] {
  return [variableLength((number << 3) | 2), variableLength(bytes.length), bytes];
}

/** A field with a whole number that is not negative. */
function integer(number: number, value: number): Uint8Array[] {
  return [variableLength(number << 3), variableLength(value)];
}

function variableLength(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  bytes.push(rest);
  return Uint8Array.from(bytes);
}

function message(fields: readonly (readonly Uint8Array[])[]): Uint8Array {
  const parts = fields.flat();
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
