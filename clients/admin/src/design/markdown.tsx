import { memo } from 'react'
import ReactMarkdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { plain } from './text'

const safeProtocols = new Set(['http:', 'https:', 'mailto:'])

/** The address if it is one that may be followed; a text that looks like another one is nobody's address. */
export function safeAddress(address: string | undefined): URL | null {
  if (!address) return null
  try {
    const url = new URL(address)
    return safeProtocols.has(url.protocol) ? url : null
  } catch {
    return null
  }
}

/** Where a link leads stands beside it, as its text can say anything. */
const components: Components = {
  a: ({ href, children }) => {
    const url = safeAddress(href)
    if (!url) return <>{children}</>
    const host = url.protocol === 'mailto:' ? url.pathname : url.host
    return (
      <a href={url.href} target="_blank" rel="noopener noreferrer nofollow">
        {children}
        <span className="link-host"> ({plain(host)})</span>
      </a>
    )
  },
  // An image is fetched from whoever is named: a way out for what was said. Its description is shown instead.
  img: ({ alt, src }) => (
    <span className="image-left-out">
      image{alt ? `: ${plain(alt)}` : ''}
      {safeAddress(typeof src === 'string' ? src : undefined) ? ` (${plain(String(src))})` : ''}
    </span>
  ),
  pre: ({ children }) => (
    <pre tabIndex={0} role="group" aria-label="Text as it is">
      {children}
    </pre>
  ),
  table: ({ children }) => (
    <div className="table-frame" tabIndex={0} role="group" aria-label="Table">
      <table>{children}</table>
    </div>
  ),
  input: ({ checked }) => <span aria-label={checked ? 'done' : 'not done'}>{checked ? '☑' : '☐'} </span>,
  // A heading of an answer is none of the page's outline.
  h1: ({ children }) => <p className="said-heading">{children}</p>,
  h2: ({ children }) => <p className="said-heading">{children}</p>,
  h3: ({ children }) => <p className="said-heading">{children}</p>,
  h4: ({ children }) => <p className="said-heading">{children}</p>,
  h5: ({ children }) => <p className="said-heading">{children}</p>,
  h6: ({ children }) => <p className="said-heading">{children}</p>,
}

/** Markdown of a model: HTML in it is text, links say where they lead, and nothing is loaded from anywhere. */
export const Markdown = memo(function Markdown({ text }: { text: string }) {
  return (
    <div className="markdown">
      <ReactMarkdown remarkPlugins={[remarkGfm]} components={components} urlTransform={address => address}>
        {text}
      </ReactMarkdown>
    </div>
  )
})
