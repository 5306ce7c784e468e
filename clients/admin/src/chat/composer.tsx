import {
  type ClipboardEvent,
  type DragEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'
import { messageOf } from '../api/problem'
import { Icon } from '../design/icons'
import { Trouble } from '../design/states'
import { draftOf, keepDraft } from './drafts'
import { Attached } from './picture-list'
import { addPictures, type Picture, pictureTypes } from './pictures'

/** As the API bounds it, in bytes of UTF-8. */
const bytesMax = 262_144
const utf8 = new TextEncoder()

type Props = {
  /** What is written here, by which it is found again. */
  place: string
  label: string
  onSend: (text: string, pictures: Picture[]) => Promise<void>
  autoFocus?: boolean
  children?: ReactNode
}

/** Where a message is written. What was not taken stays, also when one comes back, so that nobody writes it twice. */
export function Composer({ place, label, onSend, autoFocus = false, children }: Props) {
  const [text, setText] = useState(() => draftOf(place))
  const [isSending, setSending] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [pictures, setPictures] = useState<Picture[]>([])
  const field = useRef<HTMLTextAreaElement>(null)
  const chooser = useRef<HTMLInputElement>(null)
  const id = useId()
  useEffect(() => {
    const area = field.current
    if (!area) return
    area.style.height = 'auto'
    area.style.height = `${Math.min(area.scrollHeight, 240)}px`
  }, [text])
  const write = (written: string) => {
    setText(written)
    keepDraft(place, written)
  }
  useEffect(() => {
    // On a phone the keyboard would cover half of the page unasked.
    if (autoFocus && matchMedia('(pointer: fine)').matches) field.current?.focus()
  }, [autoFocus])
  const submit = async () => {
    if (isSending || text.trim() === '') return
    if (utf8.encode(text).length > bytesMax) {
      setTrouble('This message is too long: at most 256 KB are taken. Put it into a file, and name that.')
      return
    }
    setSending(true)
    setTrouble(null)
    try {
      await onSend(text, pictures)
      write('')
      setPictures([])
    } catch (fault) {
      setTrouble(messageOf(fault))
    }
    setSending(false)
    field.current?.focus()
  }
  // The text stays, whatever comes of the files.
  const attach = async (files: Iterable<File>) => {
    const added = await addPictures(pictures, [...files])
    setPictures(added.pictures)
    setTrouble(added.trouble)
    field.current?.focus()
  }
  const drop = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    if (event.type === 'drop') void attach(event.dataTransfer.files)
  }
  const paste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return
    event.preventDefault()
    void attach(event.clipboardData.files)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    void submit()
  }
  return (
    <form
      className="composer"
      onDragOver={drop}
      onDrop={drop}
      onSubmit={event => {
        event.preventDefault()
        void submit()
      }}
    >
      {trouble && <Trouble text={trouble} />}
      <Attached pictures={pictures} onRemove={at => setPictures(pictures.filter((_, other) => other !== at))} />
      <div className="composer-field">
        <input
          ref={chooser}
          type="file"
          hidden
          multiple
          accept={pictureTypes.join(',')}
          onChange={event => {
            void attach(event.target.files ?? [])
            event.target.value = ''
          }}
        />
        <button type="button" className="attach" onClick={() => chooser.current?.click()} aria-label="Add pictures">
          <Icon name="image" size={20} />
        </button>
        <label className="unseen-text" htmlFor={id}>
          {label}
        </label>
        <textarea
          id={id}
          ref={field}
          data-write
          rows={1}
          value={text}
          placeholder={label}
          onChange={event => write(event.target.value)}
          onKeyDown={press}
          onPaste={paste}
          readOnly={isSending}
        />
        <button type="submit" className="send" disabled={isSending || text.trim() === ''} aria-label="Send">
          <Icon name="send" size={20} />
        </button>
      </div>
      {children}
    </form>
  )
}
