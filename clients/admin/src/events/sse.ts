/** One frame of an event stream. */
export type Frame = { id: string | null; event: string; data: string }

/** Takes a stream of server-sent events apart (WHATWG HTML, 9.2), wherever the network cut it. */
export class FrameReader {
  private rest = ''
  private id: string | null = null
  private event = ''
  private data: string[] = []

  /** The frames that this piece completes. Comments, which show that the stream lives, complete none. */
  take(piece: string): Frame[] {
    const lines = (this.rest + piece).split('\n')
    this.rest = lines.pop() ?? ''
    const frames: Frame[] = []
    for (const line of lines) {
      const frame = this.takeLine(line.endsWith('\r') ? line.slice(0, -1) : line)
      if (frame) frames.push(frame)
    }
    return frames
  }

  private takeLine(line: string): Frame | null {
    if (line === '') return this.complete()
    const colon = line.indexOf(':')
    if (colon === 0) return null
    const name = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + (line[colon + 1] === ' ' ? 2 : 1))
    if (name === 'id') this.id = value
    else if (name === 'event') this.event = value
    else if (name === 'data') this.data.push(value)
    return null
  }

  private complete(): Frame | null {
    const frame = { id: this.id, event: this.event, data: this.data.join('\n') }
    const isEmpty = this.data.length === 0
    this.id = null
    this.event = ''
    this.data = []
    return isEmpty ? null : frame
  }
}
