// Some columns of a matrix: picked and scaled, and the way back.

/**
 * out[r][k] = scale * x[r][ids[k]] for `count` column ids (int32); rows of x are `stride` floats
 * apart, those of out `outStride`. Nothing overlaps.
 */
export function gatherColumns(
  rows: i32,
  count: i32,
  ids: usize,
  scale: f32,
  x: usize,
  stride: i32,
  out: usize,
  outStride: i32,
): void {
  for (let r = 0; r < rows; r++) {
    for (let k = 0; k < count; k++) {
      const at = <usize>k << 2;
      store<f32>(out + at, scale * load<f32>(x + (<usize>load<i32>(ids + at) << 2)));
    }
    x += <usize>stride << 2;
    out += <usize>outStride << 2;
  }
}

/**
 * out[r][ids[k]] += scale * x[r][k], the way back: no id repeats. Rows of x are `stride` floats
 * apart, those of out `outStride`. Nothing overlaps.
 */
export function scatterAddColumns(
  rows: i32,
  count: i32,
  ids: usize,
  scale: f32,
  x: usize,
  stride: i32,
  out: usize,
  outStride: i32,
): void {
  for (let r = 0; r < rows; r++) {
    for (let k = 0; k < count; k++) {
      const at = <usize>k << 2;
      const target = out + (<usize>load<i32>(ids + at) << 2);
      store<f32>(target, load<f32>(target) + scale * load<f32>(x + at));
    }
    x += <usize>stride << 2;
    out += <usize>outStride << 2;
  }
}
