import { barrier } from './barrier';
import { packBias, packColumns, packRows } from './pack';
// Written by the build from one template: a function per tile, and `multiplyTile` choosing among them.
import { multiplyTile } from './tiles';

/**
 * C (m × n) = A (m × k) · B (k × n), row-major f32 with no gap between rows; called by every thread of
 * a team with the same arguments but `thread`. Blocked as BLIS does: B in panels of `depthBlock` ×
 * `columnBlock` packed together and shared, A in blocks of `rowBlock` × `depthBlock` packed by the
 * thread that takes the task. A task is one row block by `taskColumns` columns; threads take tasks
 * from a shared counter, so a thread that loses its core for a while does not hold up the others.
 *
 * With `ofBytes` 1 the elements are words of four bytes along k instead: A of signed bytes, B of 0 … 127,
 * each 64 more than what is meant, which a bias for each row of A takes back; C is then of i32.
 *
 * `sync` points to four zeroed cache lines (barrier, task counter), `panel` to room for the packed
 * panel, `own` to this thread's packed block followed by one tile and the biases.
 */
export function matmul(
  a: usize,
  b: usize,
  c: usize,
  m: i32,
  n: i32,
  k: i32,
  tileRows: i32,
  tileColumns: i32,
  rowBlock: i32,
  depthBlock: i32,
  columnBlock: i32,
  taskColumns: i32,
  sync: usize,
  panel: usize,
  own: usize,
  thread: i32,
  threads: i32,
  ofBytes: i32,
): void {
  const rowTasks = (m + rowBlock - 1) / rowBlock;
  let ticketBase = 0;
  if (thread === 0) atomic.store<i32>(sync, 0, 128);
  for (let column = 0; column < n; column += columnBlock) {
    const columns = min(columnBlock, n - column);
    const columnTasks = (columns + taskColumns - 1) / taskColumns;
    const tasks = rowTasks * columnTasks;
    for (let p = 0; p < k; p += depthBlock) {
      const depth = min(depthBlock, k - p);
      packPanel(panel, b, n, column, columns, p, depth, tileColumns, thread, threads);
      barrier(sync, threads);
      let packed = -1;
      for (;;) {
        const task = atomic.add<i32>(sync, 1, 128) - ticketBase;
        if (task >= tasks) break;
        const row = (task / columnTasks) * rowBlock;
        const rows = min(rowBlock, m - row);
        if (row !== packed) {
          packBlock(own, a, k, row, rows, p, depth, tileRows, tileColumns, ofBytes);
          packed = row;
        }
        const from = (task % columnTasks) * taskColumns;
        const width = min(taskColumns, columns - from);
        const target = c + ((<usize>row * <usize>n + <usize>(column + from)) << 2);
        const slivers = panel + ((<usize>from * <usize>depth) << 2);
        multiplyBlock(
          own,
          slivers,
          target,
          n,
          rows,
          width,
          depth,
          tileRows,
          tileColumns,
          p > 0,
          ofBytes,
        );
      }
      // Every thread draws one ticket too many before it stops.
      ticketBase += tasks + threads;
      barrier(sync, threads);
    }
  }
}

function packPanel(
  panel: usize,
  b: usize,
  n: i32,
  column: i32,
  columns: i32,
  p: i32,
  depth: i32,
  tileColumns: i32,
  thread: i32,
  threads: i32,
): void {
  const slivers = (columns + tileColumns - 1) / tileColumns;
  const last = (slivers * (thread + 1)) / threads;
  const sliverBytes = (<usize>(tileColumns * depth)) << 2;
  for (let sliver = (slivers * thread) / threads; sliver < last; sliver++) {
    const from = sliver * tileColumns;
    packColumns(
      panel + <usize>sliver * sliverBytes,
      b + ((<usize>p * <usize>n + <usize>(column + from)) << 2),
      (<usize>n) << 2,
      min(tileColumns, columns - from),
      depth,
      tileColumns,
    );
  }
}

function packBlock(
  own: usize,
  a: usize,
  k: i32,
  row: i32,
  rows: i32,
  p: i32,
  depth: i32,
  tileRows: i32,
  tileColumns: i32,
  ofBytes: i32,
): void {
  if (ofBytes) {
    const biases = biasesOf(own, rows, depth, tileRows, tileColumns);
    const source = a + ((<usize>row * <usize>k + <usize>p) << 2);
    packBias(biases, source, (<usize>k) << 2, rows, depth);
  }
  for (let i = 0; i < rows; i += tileRows) {
    packRows(
      own + ((<usize>i * <usize>depth) << 2),
      a + ((<usize>(row + i) * <usize>k + <usize>p) << 2),
      (<usize>k) << 2,
      min(tileRows, rows - i),
      depth,
      tileRows,
    );
  }
}

/** Behind the packed block lies one scratch tile, behind that a bias for each row. */
function biasesOf(own: usize, rows: i32, depth: i32, tileRows: i32, tileColumns: i32): usize {
  const paddedRows = ((rows + tileRows - 1) / tileRows) * tileRows;
  return own + ((<usize>paddedRows * <usize>depth + <usize>(tileRows * tileColumns)) << 2);
}

function multiplyBlock(
  block: usize,
  slivers: usize,
  c: usize,
  n: i32,
  rows: i32,
  columns: i32,
  depth: i32,
  tileRows: i32,
  tileColumns: i32,
  accumulate: bool,
  ofBytes: i32,
): void {
  const biases = biasesOf(block, rows, depth, tileRows, tileColumns);
  const stride = (<usize>n) << 2;
  const paddedRows = ((rows + tileRows - 1) / tileRows) * tileRows;
  // The tile at the edge goes through a scratch tile that lies behind the packed block.
  const scratch = block + ((<usize>paddedRows * <usize>depth) << 2);
  for (let j = 0; j < columns; j += tileColumns) {
    const sliver = slivers + ((<usize>j * <usize>depth) << 2);
    const width = min(tileColumns, columns - j);
    for (let i = 0; i < rows; i += tileRows) {
      const packed = block + ((<usize>i * <usize>depth) << 2);
      const target = c + <usize>i * stride + ((<usize>j) << 2);
      const height = min(tileRows, rows - i);
      const bias = biases + ((<usize>i) << 2);
      if (width === tileColumns && height === tileRows) {
        multiplyTile(
          tileRows,
          tileColumns,
          ofBytes,
          packed,
          sliver,
          target,
          stride,
          depth,
          accumulate,
          bias,
        );
      } else {
        const scratchStride = (<usize>tileColumns) << 2;
        multiplyTile(
          tileRows,
          tileColumns,
          ofBytes,
          packed,
          sliver,
          scratch,
          scratchStride,
          depth,
          false,
          bias,
        );
        copyEdge(target, stride, scratch, scratchStride, height, width, accumulate, ofBytes);
      }
    }
  }
}

function copyEdge(
  to: usize,
  toStride: usize,
  from: usize,
  fromStride: usize,
  rows: i32,
  columns: i32,
  accumulate: bool,
  ofBytes: i32,
): void {
  for (let i = 0; i < rows; i++, to += toStride, from += fromStride) {
    if (ofBytes) {
      for (let j: usize = 0; j < (<usize>columns) << 2; j += 4) {
        const value = i32.load(from + j);
        i32.store(to + j, accumulate ? i32.load(to + j) + value : value);
      }
      continue;
    }
    for (let j: usize = 0; j < (<usize>columns) << 2; j += 4) {
      const value = f32.load(from + j);
      f32.store(to + j, accumulate ? f32.load(to + j) + value : value);
    }
  }
}
