// The page of `frequencyml view`. The address is the state: every filter, the view and the open image are in its query,
// and show() makes the page say what the address says.

const filterNames = ['label', 'truth', 'status', 'min', 'max', 'path', 'error'];
const orderNames = ['sort', 'order'];
const components = ['Y', 'Cb', 'Cr'];
const byId = id => document.getElementById(id);
let results;                                             // the answer of api/results

// ---- the address ----

const address = () => new URLSearchParams(location.search);

/** The address with some parameters changed; an empty value removes one. */
function link(changes) {
  const query = address();
  for (const [name, value] of Object.entries(changes)) value === null || value === '' ? query.delete(name) : query.set(name, value);
  return query.size > 0 ? `?${query}` : location.pathname;
}

function navigate(changes, { replace = false } = {}) {
  history[replace ? 'replaceState' : 'pushState'](null, '', link(changes));
  show();
}

/** The parameters of the address that the server is asked with. */
function filterQuery(names = filterNames) {
  const query = address();
  return new URLSearchParams(names.filter(name => query.get(name)).map(name => [name, query.get(name)])).toString();
}

async function ask(path, signal) {
  const answer = await fetch(path, { signal });
  if (!answer.ok) throw new Error(await answer.text() || answer.statusText);
  return answer.json();
}

/** What each view says beside the filter; the one in sight is shown. */
const counts = { images: '', classes: '' };
const view = () => address().get('view') === 'classes' ? 'classes' : 'images';

function showCount(of, text) {
  counts[of] = text;
  byId('count').textContent = counts[view()];
}

// ---- elements and texts ----

/** An element; attributes that are null are left out, and texts are never taken for markup. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null && value !== undefined) element.setAttribute(name, value);
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

const number = value => value.toLocaleString('en');
const percent = share => `${(100 * share).toLocaleString('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 })} %`;
const scoreText = score => score.toFixed(3);
const channelName = index => `${components[index >> 6]}[${(index & 63) >> 3},${index & 7}]`;

// ---- the grid of images: only the lines in sight are elements ----

const tileWidth = 152, tileHeight = 214, pageLength = 120;
const pause = 80;                                        // milliseconds that a line is in sight before its thumbnails are asked for
const maxHeight = 8e6;                                   // pixels; browsers end at 17 to 33 million, and a longer grid scrolls in larger steps

class Grid {
  constructor(scroller, canvas) {
    Object.assign(this, { scroller, canvas, lines: new Map(), active: 0, anchor: 0, columns: 0, total: 0 });
    scroller.addEventListener('scroll', () => this.draw(true), { passive: true });
    scroller.addEventListener('keydown', event => this.press(event));
    scroller.addEventListener('focusin', event => this.activate(Number(event.target.closest('[data-place]')?.dataset.place ?? this.active)));
    scroller.addEventListener('click', event => {
      const tile = event.target.closest('a[data-row]');
      if (!tile || event.ctrlKey || event.metaKey || event.shiftKey) return;      // those open a new tab
      event.preventDefault();
      navigate({ row: tile.dataset.row });
    });
    new ResizeObserver(() => this.draw()).observe(scroller);
  }

  /** Shows the rows of another filter or order. */
  async reset(query) {
    if (this.query === query) return;
    Object.assign(this, { query, pages: new Map(), total: 0, active: 0, anchor: 0 });
    this.clear();
    try {
      await this.load(0);
    } catch (error) {
      if (this.query !== query) return;
      showCount('images', error.message);
      this.query = null;                                 // asked again next time
    }
    if (this.query !== query && this.query !== null) return;
    this.scroller.scrollTop = 0;
    this.draw();
  }

  clear() {
    for (const line of this.lines.values()) this.remove(line);
    this.lines.clear();
  }

  remove(line) {
    for (const image of line.querySelectorAll('img')) image.removeAttribute('src');   // ends the request
    line.remove();
  }

  async load(page) {
    const query = this.query;
    const answer = await ask(`api/rows?${query}${query && '&'}offset=${page * pageLength}&count=${pageLength}`);
    if (this.query !== query) return;
    this.pages.set(page, answer.rows);
    this.total = answer.total;
    showCount('images', answer.total > 0 ? `${number(answer.total)} of ${number(results.rows)} images` : 'No image is left by this filter.');
    this.scroller.setAttribute('aria-rowcount', Math.ceil(this.total / this.columns) || 0);
  }

  row(place) {
    return this.pages?.get(Math.floor(place / pageLength))?.[place % pageLength];
  }

  async rowAt(place) {
    if (place < 0 || place >= this.total) return null;
    if (!this.row(place)) await this.load(Math.floor(place / pageLength));
    return this.row(place);
  }

  draw(isScrolling = false) {
    const width = this.scroller.clientWidth, height = this.scroller.clientHeight;
    if (!width) return;                                  // hidden
    const columns = Math.max(1, Math.floor(width / tileWidth)), isResized = columns !== this.columns;
    if (isResized) this.arrange(columns);
    const full = Math.ceil(this.total / columns) * tileHeight, shown = Math.min(full, maxHeight);
    this.canvas.style.height = `${shown}px`;
    this.step = shown > height ? (full - height) / (shown - height) : 1;
    if (isResized && this.anchor > 0) {                 // the same images stay in sight
      this.scroller.scrollTop = Math.floor(this.anchor / columns) * tileHeight / this.step;
      this.placed = this.scroller.scrollTop;
    }
    const scrolled = this.scroller.scrollTop, top = scrolled * this.step;
    if (isScrolling && scrolled !== this.placed) this.anchor = Math.floor(top / tileHeight) * columns;
    const first = Math.max(0, Math.floor(top / tileHeight) - 1), last = Math.min(full / tileHeight, Math.ceil((top + height) / tileHeight) + 1);
    const wanted = new Set();
    for (let line = first; line < last; line++) wanted.add(line);
    if (this.scroller.contains(document.activeElement)) wanted.add(Math.floor(this.active / columns));   // or focus would be lost
    for (const [line, element] of this.lines) if (!wanted.has(line)) { this.remove(element); this.lines.delete(line); }
    for (const line of wanted) {
      if (!this.lines.has(line)) this.lines.set(line, this.insert(this.line(line, isScrolling), line));
      const element = this.lines.get(line);
      element.style.transform = `translateY(${line * tileHeight - top + scrolled}px)`;
      this.fill(element, line);
    }
    this.fetch(first * columns, last * columns);
    this.showThumbnails();
    const line = Math.floor(this.active / columns);      // the tabulator's one stop is in sight
    if ((line < first || line >= last) && !this.scroller.contains(document.activeElement)) this.activate(Math.min(Math.ceil(top / tileHeight), last - 1) * columns);
  }

  /** Shows the thumbnails of the lines that are not just scrolled past. */
  showThumbnails() {
    const waiting = [...this.lines.values()].filter(line => line.filled && !line.hasThumbnails), due = performance.now() - pause;
    for (const line of waiting.filter(line => line.born <= due)) {
      for (const picture of line.querySelectorAll('.picture[data-row]')) picture.replaceChildren(thumbnail(picture.dataset.row));
      line.hasThumbnails = true;
    }
    if (this.timer || waiting.every(line => line.hasThumbnails)) return;
    this.timer = setTimeout(() => { this.timer = null; this.showThumbnails(); }, pause);
  }

  arrange(columns) {
    this.clear();
    this.columns = columns;
    this.scroller.setAttribute('aria-colcount', columns);
    this.scroller.setAttribute('aria-rowcount', Math.ceil(this.total / columns));
    this.scroller.style.setProperty('--columns', columns);
  }

  /** Loads the pages in sight one after the other; whatever is scrolled past meanwhile is not asked for. */
  async fetch(first, end) {
    this.inSight = [first, end];
    if (this.fetching) return;
    this.fetching = true;
    try {
      for (let page; (page = this.missing()) !== undefined;) { await this.load(page); this.draw(); }
    } catch (error) {
      showCount('images', error.message);                // of a server that has ended
    } finally {
      this.fetching = false;
    }
  }

  missing() {
    const [first, end] = this.inSight;
    for (let page = Math.floor(first / pageLength); page * pageLength < Math.min(end, this.total); page++) if (!this.pages.has(page)) return page;
  }

  /** Adds a line where a screen reader expects it: after those above it. */
  insert(element, line) {
    const below = [...this.canvas.children].find(other => Number(other.getAttribute('aria-rowindex')) > line + 1);
    return this.canvas.insertBefore(element, below ?? null);
  }

  line(line, isScrolling) {
    return Object.assign(make('div', { role: 'row', class: 'line', 'aria-rowindex': line + 1 }), { born: isScrolling ? performance.now() : -Infinity, filled: false, hasThumbnails: false });
  }

  fill(element, line) {
    if (element.filled) return;
    const first = line * this.columns, end = Math.min(first + this.columns, this.total);
    const rows = Array.from({ length: end - first }, (_, column) => this.row(first + column));
    element.filled = rows.every(row => row);
    if (!element.filled && element.childElementCount > 0) return;
    element.replaceChildren(...rows.map((row, column) => this.tile(row, first + column, column)));
  }

  tile(row, place, column) {
    if (!row) return make('div', { role: 'gridcell', class: 'tile', 'aria-colindex': column + 1 });
    const picture = make('span', { class: 'picture', 'data-row': row.error ? null : row.row }, row.error && make('span', { class: 'error' }, row.error));
    const anchor = make('a', { href: link({ row: row.row }), 'data-row': row.row, 'data-place': place, tabindex: place === this.active ? 0 : -1, title: row.path },
      picture, ...verdict(row), make('span', { class: 'text path' }, row.path.split('/').slice(-2).join('/')));
    return make('div', { role: 'gridcell', class: `tile ${row.status}`, 'aria-colindex': column + 1 }, anchor);
  }

  press(event) {
    const page = Math.max(1, Math.floor(this.scroller.clientHeight / tileHeight)) * this.columns;
    const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -this.columns, ArrowDown: this.columns, PageUp: -page, PageDown: page, Home: -this.total, End: this.total };
    if (!(event.key in steps) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    this.focus(Math.max(0, Math.min(this.total - 1, this.active + steps[event.key])));
  }

  activate(place) {
    this.canvas.querySelector('a[tabindex="0"]')?.setAttribute('tabindex', -1);
    this.active = place;
    this.canvas.querySelector(`a[data-place="${place}"]`)?.setAttribute('tabindex', 0);
  }

  /** Brings the line of a place into sight. */
  reveal(place) {
    const top = Math.floor(place / this.columns) * tileHeight, height = this.scroller.clientHeight, step = this.step ?? 1, now = this.scroller.scrollTop * step;
    if (top < now) this.scroller.scrollTop = top / step;
    else if (top + tileHeight > now + height) this.scroller.scrollTop = (top + tileHeight - height) / step;
  }

  async focus(place) {
    if (!this.scroller.clientWidth || !await this.rowAt(place)) return;
    this.activate(place);
    this.reveal(place);
    this.draw();
    this.canvas.querySelector(`a[data-place="${place}"]`)?.focus({ preventScroll: true });
  }
}

function thumbnail(row) {
  const image = make('img', { src: `thumbnails/${row}`, alt: '', width: 128, height: 128 });
  image.addEventListener('error', async () => {
    if (!image.getAttribute('src')) return;              // scrolled away
    const answer = await fetch(image.src).catch(error => ({ text: () => error.message }));
    image.replaceWith(make('span', { class: 'error' }, answer.ok ? 'The browser cannot show the thumbnail.' : await answer.text()));
  });
  return image;
}

/** What a row says: its class, and its score with what the folder says. */
function verdict(row) {
  if (row.error) return [make('span', { class: 'text' }, 'failed'), make('span', { class: 'text' })];
  const [sign, said] = { right: ['✓', ', right'], wrong: [`✗ ${row.truth}`, `, wrong: the folder is ${row.truth}`] }[row.status] ?? ['', ''];
  return [
    make('span', { class: 'text' }, row.label),
    make('span', { class: 'text' }, `${scoreText(row.score)} `, make('span', { class: 'truth', 'aria-hidden': 'true' }, sign), make('span', { class: 'unseen' }, said)),
  ];
}

// ---- one image ----

class ImageDialog {
  constructor(dialog, grid) {
    Object.assign(this, { dialog, shown: null, found: null, waiting: [] });
    byId('close').addEventListener('click', () => dialog.close());
    byId('previous').addEventListener('click', () => this.move('previous'));
    byId('next').addEventListener('click', () => this.move('next'));
    dialog.addEventListener('keydown', event => {
      const to = { ArrowLeft: 'previous', ArrowRight: 'next' }[event.key];
      if (to && !event.altKey && !event.ctrlKey && !event.metaKey) { event.preventDefault(); this.move(to); }
    });
    dialog.addEventListener('close', async () => {
      this.shown = null;
      if (address().has('row')) navigate({ row: null }, { replace: true });   // or Back would open it again
      await this.asked;                                  // it may have been closed before its place was known
      if (!dialog.open && this.found && this.found.place !== null) grid.focus(this.found.place);
    });
  }

  /** Opens the image of a row; null closes. */
  async open(row) {
    const query = filterQuery([...filterNames, ...orderNames]);
    if (this.shown === row && (row === null || this.query === query)) return;
    const isSame = this.shown === row;
    Object.assign(this, { shown: row, query });
    if (row === null) { this.request?.abort(); this.dialog.close(); return; }
    Object.assign(this, { found: null, asked: null });
    if (!this.dialog.open) {
      this.waiting = [];
      this.dialog.showModal();
      byId('image-body').focus();
    }
    if (isSame) { await this.find(row, query); return; }
    byId('image-path').textContent = `Row ${row}`;
    byId('image-body').replaceChildren(make('p', { role: 'status' }, 'Reading…'));
    if (/^\d+$/.test(row)) await Promise.all([this.find(row, query), this.fill(row)]);
    else byId('image-body').replaceChildren(make('p', { class: 'error', role: 'alert' }, 'The address has no number of a row.'));
  }

  async find(row, query) {
    const asked = this.asked = ask(`api/places/${row}?${query}`).catch(() => ({ place: null, previous: null, next: null }));
    const found = await asked;
    if (this.asked !== asked) return;                    // the user has gone on
    this.found = found;
    if (this.shown === null) return;                     // or closed it
    for (const name of ['previous', 'next']) {
      if (found[name] === null && document.activeElement === byId(name)) byId('image-body').focus();   // a disabled button loses the keys
      byId(name).disabled = found[name] === null;
    }
    if (this.waiting.length > 0) this.move(this.waiting.shift());
  }

  /** Goes on to the row before or after; what is pressed before it is known waits for that. */
  move(to) {
    if (this.found === null) this.waiting.push(to);
    else if (this.found[to] !== null) navigate({ row: this.found[to] }, { replace: true });
    else this.waiting = [];
  }

  async fill(row) {
    let answer;
    this.request?.abort();
    this.request = new AbortController();
    try {
      answer = await ask(`api/images/${row}`, this.request.signal);
    } catch (error) {
      answer = { problem: error.message };
    }
    if (this.shown !== row) return;                      // the user has gone on
    if (answer.row) byId('image-path').textContent = answer.row.path;
    byId('image-body').replaceChildren(...[
      answer.row && facts(answer), answer.problem && make('p', { class: 'error', role: 'alert' }, answer.problem),
      answer.bytes && pictures(answer), answer.row && classes(answer), answer.examination && gateOf(answer.examination), answer.examination && channelTiles(answer.examination),
    ].filter(part => part));
  }
}

function facts({ row, bytes, examination }) {
  const facts = [['Results', row.error ?? `${row.label} ${scoreText(row.score)}`], ['Row', number(row.row)]];
  if (row.truth) facts.push(['Folder', `${row.truth}${row.error ? '' : row.status === 'right' ? ', right' : ', wrong'}`]);
  if (row.gateOpen !== null) facts.push(['Open channels', number(row.gateOpen)]);
  if (examination) {
    const { width, height, path, pixelReason } = examination.extraction;
    facts.push(['Size', `${number(width)} × ${number(height)} pixels, ${number(bytes)} bytes`]);
    facts.push(['Read from', path === 'coefficients' ? 'its coefficients' : `pixels, since ${pixelReason}`]);
  }
  return make('dl', { class: 'facts' }, ...facts.map(([name, value]) => make('div', {}, make('dt', {}, name), make('dd', { class: name === 'Results' && row.error ? 'error' : null }, value))));
}

function pictures({ row, examination }) {
  const original = make('img', { src: `images/${row.row}`, alt: 'The image' });
  const frame = make('div', { class: 'frame' }, original);
  if (examination) {
    const { extraction: { width, height }, window } = examination, outline = make('div', { class: 'outline' });
    const share = (value, of) => `${100 * value / of}%`;
    Object.assign(outline.style, { left: share(window.left, width), top: share(window.top, height), width: share(window.width, width), height: share(window.height, height) });
    frame.append(outline);
  }
  original.addEventListener('error', async () => {
    const answer = await fetch(original.src).catch(() => null);
    frame.replaceChildren(make('p', { class: 'error' }, !answer ? 'The server has ended.' : answer.ok ? 'The browser cannot decode this file.' : await answer.text()));
  });
  const figures = [[frame, examination ? 'The image, and what of it is the crop' : 'The image']];
  if (examination) {
    const count = results.model.channels.length, open = examination.gate?.filter(gate => gate > 0.5).length;
    figures.push([make('img', { src: examination.crop, alt: '' }), 'The crop, of all 192 channels']);
    if (examination.selected) figures.push([make('img', { src: examination.selected, alt: '' }), `Rebuilt from the model’s ${count} channels`]);
    if (examination.open) figures.push([make('img', { src: examination.open, alt: '' }), `Rebuilt from the ${open} channels that the gate opens`]);
  }
  return make('div', { class: 'pictures' }, ...figures.map(([picture, caption]) => make('figure', {}, picture, make('figcaption', {}, caption))));
}

function classes({ row, examination }) {
  const top = examination?.top ?? row.top;
  if (top.length === 0) return null;
  const table = make('table', { class: 'top' }, make('caption', {}, examination ? `Classes, by ${results.model.name} now` : 'Classes in the results'),
    make('thead', {}, make('tr', {}, make('th', { scope: 'col' }, 'Class'), make('th', { scope: 'col' }, 'Probability'), make('td'))),
    make('tbody', {}, ...top.map(({ label, score }) => {
      const bar = make('div', { class: 'bar' });
      bar.style.inlineSize = `${100 * score}%`;
      return make('tr', {}, make('th', { scope: 'row' }, label), make('td', {}, scoreText(score)), make('td', { class: 'bars' }, bar));
    })));
  const known = row.top[0];
  const changed = examination && known && (known.label !== top[0].label || Math.abs(known.score - top[0].score) > 0.01);
  return make('section', {}, table, changed ? make('p', { class: 'warning' }, `The results have ${known.label} ${scoreText(known.score)}: the file or the model is another now.`) : null);
}

// From which share on a cell's text is white on a light page, and black on a dark one: the contrast is then above 4.5 at any share.
const inkOnLight = 0.81, inkOnDark = 0.6;

/** Three 8x8 tables of values 0..1 by channel index; undefined where the model has no such channel. */
function heatmaps(valueOf, textOf) {
  const eight = [0, 1, 2, 3, 4, 5, 6, 7];
  return make('div', { class: 'heatmaps' }, ...components.map((component, place) => make('table', { class: 'heatmap' }, make('caption', {}, component),
    make('thead', {}, make('tr', {}, make('td'), ...eight.map(u => make('th', { scope: 'col', 'aria-label': `u ${u}` }, `${u}`)))),
    make('tbody', {}, ...eight.map(v => make('tr', {}, make('th', { scope: 'row', 'aria-label': `v ${v}` }, `${v}`), ...eight.map(u => {
      const index = place * 64 + v * 8 + u, value = valueOf(index);
      const [shown, said] = value === undefined ? ['', 'not in the model'] : textOf(value);
      const cell = make('td', { class: value === undefined ? 'absent' : `${value > inkOnLight ? 'ink-on-light' : ''} ${value > inkOnDark ? 'ink-on-dark' : ''}`, title: `${channelName(index)}: ${said}` },
        make('span', { 'aria-hidden': 'true' }, shown), make('span', { class: 'unseen' }, said));
      if (value !== undefined) cell.style.setProperty('--share', `${100 * value}%`);
      return cell;
    })))))));
}

function gateOf({ gate }) {
  const { channels } = results.model, values = new Map(channels.map((index, place) => [index, gate ? gate[place] : 1]));
  return make('section', {}, make('h3', {}, gate ? `The gate: ${gate.filter(value => value > 0.5).length} of ${channels.length} channels are open` : 'The model has no gate; these are its channels'),
    heatmaps(index => values.get(index), value => ['', !gate ? 'in the model' : value > 0.5 ? 'open' : 'closed']), legend('v down, u across: vertical and horizontal frequency'));
}

const legend = text => make('p', { class: 'legend' }, text);

function channelTiles({ channels: sheet, channelColumns, gate }) {
  const { channels } = results.model, rows = Math.ceil(channels.length / channelColumns);
  return make('section', {}, make('h3', {}, 'The channels'), make('ul', { class: 'channels' }, ...channels.map((index, place) => {
    const tile = make('span', { class: 'channel' }), isOpen = !gate || gate[place] > 0.5;
    const share = (at, of) => of > 1 ? `${100 * at / (of - 1)}%` : '0';
    tile.style.backgroundImage = `url(${sheet})`;
    tile.style.backgroundSize = `${100 * channelColumns}% ${100 * rows}%`;
    tile.style.backgroundPosition = `${share(place % channelColumns, channelColumns)} ${share(Math.floor(place / channelColumns), rows)}`;
    return make('li', { class: isOpen ? 'open' : 'closed' }, tile, make('span', {}, channelName(index)), gate ? make('span', { class: 'unseen' }, isOpen ? ', open' : ', closed') : null);
  })), legend('Y[0,0] is gray, as the image is; the others are blue below zero, white at zero and red above, each on its own scale.'));
}

// ---- classes ----

const mostHeadings = 20;                                 // a model with more shows those of its classes that occur

let classesRequest;

async function showClasses(element) {
  const query = filterQuery();
  if (element.dataset.query === query) return;
  element.dataset.query = query;
  classesRequest?.abort();
  const { signal } = classesRequest = new AbortController();
  showCount('classes', 'Counting…');
  const gate = results.model?.hasGate ? make('section', {}, make('h2', {}, 'Mean gate'), make('p', { role: 'status' }, 'Measuring…')) : null;
  try {
    const overview = await ask(`api/overview?${query}`, signal);
    showCount('classes', `${number(Object.values(overview.counts).reduce((sum, images) => sum + images, 0))} of ${number(results.rows)} images`);
    element.replaceChildren(...[accuracy(overview), confusions(overview), histogram(overview), gate].filter(part => part));
    if (gate) gate.replaceChildren(...meanGate(await ask(`api/gate?${query}`, signal)));
  } catch (error) {
    if (signal.aborted) return;                          // the filter is another now
    delete element.dataset.query;                        // asked again next time
    showCount('classes', '');
    element.replaceChildren(make('p', { class: 'error', role: 'alert' }, error.message));
  }
}

function accuracy({ counts, labelled }) {
  const { right, failed, unknown } = counts;
  const parts = labelled > 0 ? [`${percent(right / labelled)} right: ${number(right)} of ${number(labelled)} images whose folder names a class`] : ['No folder names a class, so what is right is not known'];
  if (failed > 0) parts.push(`${number(failed)} failed`);
  if (labelled > 0 && unknown > 0) parts.push(`${number(unknown)} in other folders`);
  return make('p', { class: 'accuracy' }, `${parts.join('; ')}.`);
}

function confusions({ cells, isMatrix }) {
  if (cells.length === 0) return null;
  const occurring = new Set(cells.flatMap(cell => [cell.truth, cell.label]));
  const labels = results.labels.length <= mostHeadings ? results.labels : results.labels.filter(label => occurring.has(label));
  return make('section', {}, make('h2', {}, 'Confusion'), isMatrix ? matrix(cells, labels) : confusionList(cells));
}

const cellLink = ({ truth, label }, text, said) => make('a', {
  'aria-label': said, href: link({ view: null, truth, label, status: label === null ? 'failed' : null }), class: 'cell',
}, text);

function matrix(cells, labels) {
  const columns = cells.some(cell => cell.label === null) ? [...labels, null] : labels;
  const key = (truth, label) => JSON.stringify([truth, label]), counts = new Map(cells.map(cell => [key(cell.truth, cell.label), cell.count]));
  const count = (truth, label) => counts.get(key(truth, label)) ?? 0;
  const totals = new Map(labels.map(truth => [truth, columns.reduce((sum, label) => sum + count(truth, label), 0)]));
  return make('div', { class: 'scrolled', tabindex: 0, role: 'region', 'aria-label': 'Confusion matrix' }, make('table', { class: 'matrix' },
    make('caption', {}, 'A row for each folder, a column for each class that its images got. A number shows its images.'),
    make('thead', {}, make('tr', {}, make('td'), ...columns.map(label => make('th', { scope: 'col' }, make('span', {}, label ?? 'failed'))), make('th', { scope: 'col' }, make('span', {}, 'right')))),
    make('tbody', {}, ...labels.filter(truth => totals.get(truth) > 0).map(truth => make('tr', {}, make('th', { scope: 'row', title: truth }, truth), ...columns.map(label => {
      const value = count(truth, label), cell = make('td', { class: truth === label ? 'diagonal' : null });
      if (value === 0) return cell;
      cell.style.setProperty('--share', `${45 * Math.sqrt(value / totals.get(truth))}%`);   // more would leave too little contrast
      cell.append(cellLink({ truth, label }, number(value), `${number(value)} of folder ${truth} ${label === null ? 'failed' : `as ${label}`}`));
      return cell;
    }), make('td', { class: 'recall' }, percent(count(truth, truth) / totals.get(truth))))))));
}

function confusionList(cells) {
  return make('table', {}, make('caption', {}, `The ${number(cells.length)} most frequent confusions`),
    make('thead', {}, make('tr', {}, ...['Folder', 'Class', 'Images'].map(name => make('th', { scope: 'col' }, name)))),
    make('tbody', {}, ...cells.map(cell => make('tr', {}, make('td', {}, cell.truth), make('td', {}, cell.label), make('td', {}, cellLink(cell, number(cell.count)))))));
}

function histogram({ histogram: bins }) {
  const shown = ['right', 'wrong', 'unknown'].filter(status => bins[status].some(images => images > 0));
  if (shown.length === 0) return null;
  const steps = bins.right.length, totals = bins.right.map((_, bin) => shown.reduce((sum, status) => sum + bins[status][bin], 0)), largest = Math.max(...totals);
  const { min, max } = Object.fromEntries(address());
  const bars = totals.map((total, bin) => {
    const [from, to] = [bin / steps, (bin + 1) / steps].map(edge => edge.toFixed(2));
    const parts = shown.map(status => [status, bins[status][bin]]).filter(([, value]) => value > 0);
    const said = `${from} to ${to}: ${total === 0 ? 'none' : parts.map(([status, value]) => `${number(value)} ${status === 'unknown' ? 'images' : status}`).join(', ')}`;
    const bar = make('a', { class: 'column', href: link({ view: null, min: Number(min) > from ? min : from, max: max && Number(max) < to ? max : to }), 'aria-label': said, title: said }, ...parts.toReversed().map(([status, value]) => {
      const part = make('span', { class: status });
      part.style.blockSize = `${100 * value / largest}%`;
      return part;
    }));
    return make('li', {}, bar, bin % 4 === 0 ? make('span', { class: 'edge', 'aria-hidden': 'true' }, from.slice(0, 3)) : null);
  });
  const key = shown.length > 1 || shown[0] !== 'unknown' ? make('p', { class: 'legend' }, ...shown.flatMap(status => [make('span', { class: `swatch ${status}` }), ` ${status} `])) : null;
  return make('section', {}, make('h2', {}, 'Scores'), make('ol', { class: 'histogram' }, ...bars), key, legend(`The tallest column has ${number(largest)} images. A column shows its images.`));
}

function meanGate({ of, mean }) {
  const { channels } = results.model, heading = make('h2', {}, 'Mean gate');
  if (mean.images === 0) return [heading, make('p', {}, 'No image of these could be read.')];
  const values = new Map(channels.map((index, place) => [index, mean.open[place]]));
  const open = mean.open.reduce((sum, share) => sum + share, 0);
  const sample = mean.images + mean.failed < of ? `${number(mean.images)} images, spread evenly over ${number(of)}` : `${number(mean.images)} images`;
  return [heading, make('p', {}, `How often each channel is open, in percent, over ${sample}${mean.failed > 0 ? `; ${number(mean.failed)} more could not be read` : ''}. An image opens ${open.toFixed(1)} of ${channels.length}.`),
    heatmaps(index => values.get(index), value => [`${Math.round(100 * value)}`, percent(value)]), legend('v down, u across: vertical and horizontal frequency')];
}

// ---- the page ----

const filter = byId('filter');
const grid = new Grid(byId('grid'), byId('canvas'));
const image = new ImageDialog(byId('image'), grid);

function show() {
  const query = address(), isClasses = view() === 'classes';
  byId('count').textContent = counts[view()];
  for (const name of [...filterNames, ...orderNames]) if (document.activeElement !== filter[name]) filter[name].value = query.get(name) ?? '';
  byId('grid').hidden = isClasses;
  byId('classes').hidden = !isClasses;
  for (const [id, target] of [['to-images', null], ['to-classes', 'classes']]) {
    byId(id).href = link({ view: target, row: null });
    if (isClasses === (target === 'classes')) byId(id).setAttribute('aria-current', 'page');
    else byId(id).removeAttribute('aria-current');
  }
  if (isClasses) showClasses(byId('classes'));
  else grid.reset(filterQuery([...filterNames, ...orderNames])).then(() => grid.draw());
  image.open(query.get('row'));
}

function start() {
  document.title = `${results.name} – FrequencyML`;
  byId('name').textContent = results.name;
  byId('summary').textContent = `${number(results.rows)} images, ${number(results.failed)} failed${results.model ? `; ${results.model.name}` : ''}`;
  byId('notices').replaceChildren(...results.notices.map(notice => make('p', { class: 'warning' }, notice)));
  for (const name of ['label', 'truth']) filter[name].append(...results.labels.map(label => make('option', { value: label }, label)));
  for (const element of document.querySelectorAll('.of-truth')) element.hidden = !results.hasTruth;
  for (const element of document.querySelectorAll('.of-gate')) element.hidden = !results.hasGateOpen;
  show();
}

let typing;
filter.addEventListener('input', event => {
  clearTimeout(typing);
  typing = setTimeout(() => navigate(Object.fromEntries([...new FormData(filter)].map(([name, value]) => [name, filter[name].matches('select') ? value : value.trim()])), { replace: true }), event.target.matches('select') ? 0 : 250);
});
filter.addEventListener('submit', event => event.preventDefault());
filter.addEventListener('reset', event => {
  event.preventDefault();
  navigate(Object.fromEntries([...filterNames, ...orderNames].map(name => [name, null])));
});
document.addEventListener('click', event => {
  const anchor = event.target.closest('nav a, a.cell, a.column');
  if (!anchor || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState(null, '', anchor.getAttribute('href'));
  show();
});
addEventListener('popstate', show);

try {
  results = await ask('api/results');
  start();
} catch (error) {
  byId('notices').replaceChildren(make('p', { class: 'error' }, `The results cannot be had: ${error.message}`));
}
