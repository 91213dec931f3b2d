import { describe, expect, test } from 'vitest';
import { Pace } from '../../src/worker/pace.ts';
import { RateMeter } from '../../src/worker/rateMeter.ts';

describe('a pace', () => {
  test('has its first update due at once', () => {
    const pace = new Pace();
    pace.start(1, 5000);
    expect(pace.wait(5000)).toBe(0);
    pace.stepped(5003);
    expect(pace.wait(5003)).toBe(997);
  });

  test('a late update does not make the next one late', () => {
    const pace = new Pace();
    pace.start(10, 0);
    pace.stepped(0);
    pace.stepped(130); // due at 100
    expect(pace.wait(130)).toBe(70);
  });

  test('a run that fell behind by more than a quarter of a second begins a new schedule', () => {
    const pace = new Pace();
    pace.start(100, 0);
    pace.stepped(5000);
    pace.stepped(5000);
    expect(pace.wait(5000)).toBe(10);
  });

  test('full speed never waits', () => {
    const pace = new Pace();
    pace.start(null, 0);
    for (let now = 0; now < 100; now += 10) {
      expect(pace.wait(now)).toBe(0);
      pace.stepped(now);
    }
  });
});

describe('a rate', () => {
  test('is unknown at first', () => {
    const meter = new RateMeter();
    expect(meter.mark(0, 0)).toBeNull();
    expect(meter.mark(10, 50)).toBeNull();
  });

  test('is that of the last second', () => {
    const meter = new RateMeter();
    for (let now = 0; now <= 5000; now += 40) meter.mark(now, now); // 1000 a second
    for (let now = 5040; now <= 6200; now += 40) meter.mark(5000 + (now - 5000) / 10, now); // 100 a second
    expect(meter.mark(5120, 6200)).toBeCloseTo(100, -1);
  });

  test('of a slow run compares with the last update there was', () => {
    const meter = new RateMeter();
    for (let second = 0; second < 5; second++) meter.mark(second, second * 1500);
    expect(meter.mark(5, 7500)).toBeCloseTo(1 / 1.5);
  });

  test('does not count what was before a restart', () => {
    const meter = new RateMeter();
    meter.mark(0, 0);
    meter.mark(1000, 1000);
    meter.restart();
    expect(meter.mark(1000, 9000)).toBeNull();
    expect(meter.mark(1010, 9200)).toBeCloseTo(50);
  });
});
