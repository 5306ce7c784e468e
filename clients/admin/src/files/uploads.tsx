import { type DragEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Icon } from '../design/icons'
import { Visible } from '../design/visible'
import { size } from './kinds'
import { pathOf, upload, type Uploaded, usualBytesMax } from './upload'

type Wish = { key: number; path: string; file: File; state: 'waiting' | 'sending' | Uploaded }

/** Files that are put into the workspace: chosen, or dropped anywhere on the list; one after the other. */
export function Uploads({ onChanged, children }: { onChanged: () => void; children: ReactNode }) {
  const { wishes, add, decide } = useUploads(onChanged)
  const [folder, setFolder] = useState('')
  const [isOver, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  const take = (files: Iterable<File>) => add([...files].map(file => ({ path: pathOf(folder, file.name), file })))
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  return (
    <div
      className={isOver ? 'drop over' : 'drop'}
      onDragOver={event => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={event => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      }}
      onDrop={drop}
    >
      <div className="upload">
        <button type="button" className="primary" onClick={() => input.current?.click()}>
          <Icon name="upload" /> Upload …
        </button>
        <input ref={input} type="file" multiple hidden aria-label="Files to upload" onChange={event => {
          take(event.target.files ?? [])
          event.target.value = ''
        }} />
        <label className="upload-folder" htmlFor={id}>
          <span className="hint">into folder</span>
          <input id={id} value={folder} maxLength={400} placeholder="none" spellCheck={false}
            onChange={event => setFolder(event.target.value)} />
        </label>
        <p className="hint">Or drop files here: up to {size(usualBytesMax)} each, 10,000 files in all.</p>
      </div>
      <ul className="wishes" aria-label="Uploads" aria-live="polite">
        {wishes.map(wish => (
          <li key={wish.key} className="wish">
            <Wished wish={wish} onDecide={replaces => decide(wish, replaces)} />
          </li>
        ))}
      </ul>
      {children}
    </div>
  )
}

function Wished({ wish, onDecide }: { wish: Wish; onDecide: (replaces: string | null) => void }) {
  const { state } = wish
  const name = (
    <span className="row-title">
      <Visible text={wish.path} />
    </span>
  )
  if (state === 'waiting' || state === 'sending') {
    return <>{name} <span className="hint">{state === 'sending' ? 'sending …' : 'waits'}</span></>
  }
  if (state.state === 'done') return <>{name} <span className="wish-end good">uploaded</span></>
  if (state.state === 'failed') return <>{name} <span className="wish-end bad">{state.why}</span></>
  return (
    <>
      {name} <span className="wish-end">There is a file of this name.</span>
      <button type="button" className="bad small" onClick={() => onDecide(state.sha256)}>Replace</button>
      <button type="button" className="small" onClick={() => onDecide(null)}>Keep the old one</button>
    </>
  )
}

/** The files under way. Leaving the page ends what is not sent yet; what was sent stays. */
function useUploads(onChanged: () => void) {
  const [wishes, setWishes] = useState<Wish[]>([])
  const abort = useRef<AbortController | null>(null)
  const queue = useRef<Promise<void>>(Promise.resolve())
  const keys = useRef(0)
  useEffect(() => {
    abort.current = new AbortController()
    return () => abort.current?.abort()
  }, [])
  const set = (key: number, state: Wish['state']) =>
    setWishes(now => now.map(wish => (wish.key === key ? { ...wish, state } : wish)))
  const send = (wish: Wish, replaces: string | null) => {
    queue.current = queue.current.then(async () => {
      const { signal } = abort.current!
      if (signal.aborted) return
      set(wish.key, 'sending')
      const end = await upload(wish.path, wish.file, replaces, signal)
      if (signal.aborted) return
      set(wish.key, end)
      if (end.state === 'done') onChanged()
    })
  }
  const add = (files: { path: string; file: File }[]) => {
    const made = files.map(one => ({ ...one, key: keys.current++, state: 'waiting' as const }))
    setWishes(now => [...made, ...now.filter(wish => wish.state === 'waiting' || wish.state === 'sending'
      || wish.state.state !== 'done')])
    for (const wish of made) send(wish, null)
  }
  const decide = (wish: Wish, replaces: string | null) => {
    if (replaces === null) return setWishes(now => now.filter(one => one.key !== wish.key))
    set(wish.key, 'waiting')
    send(wish, replaces)
  }
  return { wishes, add, decide }
}
