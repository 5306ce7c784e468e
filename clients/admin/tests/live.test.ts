// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { join, liveCharsMax, lostMark } from '../src/events/live'
import type { Output } from '../src/events/types'

const piece = (offset: number, text: string, more: Partial<Output> = {}): Output => ({
  run: 'r', step: 1, attempt: 1, channel: 'stdout', offset, text, ...more,
})

const said = (...pieces: Output[]) => pieces.reduce<ReturnType<typeof join> | undefined>(join, undefined)!.text

describe('live output', () => {
  it.each([
    ['in order', [piece(0, 'one '), piece(4, 'two')], 'one two'],
    ['repeated whole', [piece(0, 'one '), piece(0, 'one '), piece(4, 'two')], 'one two'],
    ['repeated from the start, longer', [piece(0, 'one '), piece(0, 'one two')], 'one two'],
    ['overlapping', [piece(0, 'one two'), piece(4, 'two three')], 'one two three'],
    ['with a gap', [piece(0, 'one'), piece(10, 'two')], `one${lostMark}two`],
    ['begun in the middle', [piece(10, 'two')], `${lostMark}two`],
    ['of a later attempt', [piece(0, 'one'), piece(0, 'anew', { attempt: 2 })], 'anew'],
    ['of an earlier attempt', [piece(0, 'anew', { attempt: 2 }), piece(4, 'late', { attempt: 1 })], 'anew'],
    ['of a later try', [piece(0, 'one'), piece(0, '', { try: 1 }), piece(0, 'anew', { try: 1 })], 'anew'],
    ['of an earlier try', [piece(0, 'anew', { try: 1 }), piece(4, 'late')], 'anew'],
    ['of a later attempt after tries', [piece(0, 'one', { try: 2 }), piece(0, 'anew', { attempt: 2 })], 'anew'],
    ['of two channels', [piece(0, 'out '), piece(0, 'err', { channel: 'stderr' }), piece(4, 'more')], 'out errmore'],
  ])('%s', (_, pieces, expected) => expect(said(...pieces)).toBe(expected))

  it('is bounded', () => {
    const text = said(piece(0, 'a'.repeat(liveCharsMax)), piece(liveCharsMax, 'end'))
    expect(text.length).toBe(liveCharsMax)
    expect(text.endsWith('end')).toBe(true)
  })
})
