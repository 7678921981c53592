// What becomes of single units after the chosen word: the one that keeps most, and the one that loses
// most at the next word.
import type { LayerGates } from 'teddy-tagger/browser';
import { keepingGate } from './kept.js';

/** By word, from the chosen one on. */
export interface UnitCourse {
  /** Counted from 1. */
  readonly unit: number;
  /** What the gate multiplies the unit by. */
  readonly factors: readonly number[];
  /** The share of the unit that is left; 1 at the chosen word. */
  readonly left: readonly number[];
}

export interface UnitCourses {
  readonly kept: UnitCourse;
  readonly lost: UnitCourse;
  /** The mean of all units by word. */
  readonly mean: readonly number[];
  readonly unitCount: number;
  readonly gate: 'forget' | 'update';
}

/** Undefined without a gate that keeps, and after the last word. */
export function unitCoursesFrom(layer: LayerGates, chosen: number): UnitCourses | undefined {
  const gate = keepingGate(layer);
  if (!gate || chosen + 1 >= gate.factors.length) return undefined;
  const [first, ...later] = gate.factors.slice(chosen);
  const courses = Array.from(first, (_, unit) =>
    courseOf(unit, [1, ...later.map((at) => at[unit])]),
  );
  const byLeft = (word: number) => (a: UnitCourse, b: UnitCourse) => b.left[word] - a.left[word];
  const [kept] = courses.toSorted(byLeft(later.length));
  const [lost] = courses.toSorted(byLeft(1)).slice(-1);
  const mean = kept.left.map(
    (_, word) => courses.reduce((sum, { left }) => sum + left[word], 0) / courses.length,
  );
  return { kept, lost, mean, unitCount: courses.length, gate: gate.name };
}

function courseOf(unit: number, factors: readonly number[]): UnitCourse {
  let share = 1;
  const left = factors.map((factor) => {
    share *= factor;
    return share;
  });
  return { unit: unit + 1, factors, left };
}
