// @vitest-environment node
import { expect, it } from 'vitest'
import { FrameReader } from '../src/events/sse'

const stream =
  'retry: 500\n\n:\n\nid: 1\nevent: note\ndata: {"a":\ndata: 1}\n\nevent: output\r\ndata:x\r\n\r\nid: 2\ndata: \n\n'

const frames = [
  { id: '1', event: 'note', data: '{"a":\n1}' },
  { id: null, event: 'output', data: 'x' },
  { id: '2', event: '', data: '' },
]

it('reads the frames, wherever the network cuts them', () => {
  for (let size = 1; size <= stream.length; size++) {
    const reader = new FrameReader()
    const read = []
    for (let at = 0; at < stream.length; at += size) read.push(...reader.take(stream.slice(at, at + size)))
    expect(read).toEqual(frames)
  }
})

it('keeps a frame that is not complete', () => {
  const reader = new FrameReader()
  expect(reader.take('data: half')).toEqual([])
  expect(reader.take('\n')).toEqual([])
  expect(reader.take('\n')).toEqual([{ id: null, event: '', data: 'half' }])
})
