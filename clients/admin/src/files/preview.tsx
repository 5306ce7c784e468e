import { useState } from 'react'
import { request } from '../api/client'
import { useResource } from '../api/use-resource'
import { Markdown } from '../design/markdown'
import { Nothing, Trouble, Waiting } from '../design/states'
import { Visible } from '../design/visible'
import { kindOf, size } from './kinds'
import { drawnBytesMax, Raster } from './raster'

/** Of a text, what is read and shown; all of it is for a download. */
const textBytesMax = 256 * 1024

type Props = { from: string; name: string; bytes: number; mediaType: string; sha256: string }

/** A file to be looked at: text as it is, Markdown as it reads, pictures made of points. Nothing in it runs. */
export function Preview(props: Props) {
  switch (kindOf(props.mediaType).preview) {
    case 'image':
      return <Picture {...props} />
    case 'markdown':
      return <Text {...props} isMarkdown />
    case 'text':
      return <Text {...props} />
    case 'none':
      return <Nothing title="This kind of file is not shown here.">Download it to look at it.</Nothing>
  }
}

function Picture({ from, name, bytes }: Props) {
  const [isWanted, setWanted] = useState(bytes <= drawnBytesMax)
  if (isWanted) return <Raster from={from} name={name} />
  return (
    <Nothing title={`This image is large: ${size(bytes)}.`}>
      <button type="button" onClick={() => setWanted(true)}>Show it</button>
    </Nothing>
  )
}

function Text({ from, bytes, sha256, isMarkdown = false }: Props & { isMarkdown?: boolean }) {
  const [isPlain, setPlain] = useState(!isMarkdown)
  const found = useResource(`${from} ${sha256}`, signal => readText(from, signal))
  if (found.error) return <Trouble text={found.error} onRetry={found.reload} />
  if (found.value === null) return <Waiting />
  if (found.value === '') return <p className="hint">It is empty.</p>
  return (
    <>
      {isMarkdown && (
        <div className="choice" role="group" aria-label="Shown">
          <button type="button" aria-pressed={!isPlain} onClick={() => setPlain(false)}>As it reads</button>
          <button type="button" aria-pressed={isPlain} onClick={() => setPlain(true)}>As it is written</button>
        </div>
      )}
      {isPlain ? (
        <pre className="document" tabIndex={0} role="group" aria-label="Content">
          <Visible text={found.value} />
        </pre>
      ) : (
        <div className="sheet">
          <Markdown text={found.value} />
        </div>
      )}
      {bytes > textBytesMax && (
        <p className="hint">
          These are the first {size(textBytesMax)} of {size(bytes)}; a download has all of it.
        </p>
      )}
    </>
  )
}

/** The beginning of a text; what is longer is not fetched. */
async function readText(from: string, signal: AbortSignal): Promise<string> {
  const response = await request('GET', from, { signal })
  const reader = response.body!.getReader()
  const decoder = new TextDecoder()
  let said = ''
  let left = textBytesMax
  while (left > 0) {
    const { done, value } = await reader.read()
    if (done) return said + decoder.decode()
    said += decoder.decode(value.subarray(0, left), { stream: true })
    left -= value.length
  }
  await reader.cancel()
  return said
}
