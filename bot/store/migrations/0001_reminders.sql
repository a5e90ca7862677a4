-- Reason: people, servers, their reminders, and every due moment of those.
-- Instants are whole seconds since 1970 (UTC); dates and wall times are ISO 8601. Ids of people, servers, channels and
-- messages are Discord's. AUTOINCREMENT: an id that was erased is never given again, so an old button cannot hit a stranger.

CREATE TABLE people (
    id        INTEGER PRIMARY KEY,
    zone      TEXT,
    quiet     TEXT, -- 22:00-08:00; NULL: none
    fluids    TEXT CHECK (fluids IN ('may', 'may not')),
    fluids_on TEXT,
    dm        INTEGER,
    barrier   TEXT,
    CHECK ((fluids IS NULL) = (fluids_on IS NULL))
) STRICT;

CREATE TABLE servers (
    id       INTEGER PRIMARY KEY,
    personal INTEGER NOT NULL CHECK (personal IN (0, 1)),
    mentions INTEGER NOT NULL CHECK (mentions IN (0, 1)),
    left_at  INTEGER
) STRICT;

CREATE TABLE channels (
    id     INTEGER PRIMARY KEY,
    server INTEGER NOT NULL REFERENCES servers (id) ON DELETE CASCADE
) STRICT;

CREATE INDEX channels_of_server ON channels (server);

CREATE TABLE reminders (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    kind    TEXT NOT NULL CHECK (kind IN ('hydrate', 'stretch', 'summary')),
    rule    TEXT NOT NULL CHECK (json_valid(rule)),
    owner   INTEGER REFERENCES people (id) ON DELETE CASCADE,
    server  INTEGER REFERENCES servers (id) ON DELETE CASCADE,
    channel INTEGER,
    variant TEXT NOT NULL CHECK (variant IN ('seated', 'standing', 'both')),
    reason  TEXT,
    until   INTEGER,
    number  INTEGER NOT NULL CHECK (number >= 0),
    CHECK ((owner IS NULL) <> (server IS NULL)),
    CHECK (server IS NULL OR channel IS NOT NULL),
    CHECK (until IS NULL OR reason IS NOT NULL)
) STRICT;

CREATE INDEX reminders_of_owner ON reminders (owner) WHERE owner IS NOT NULL;
CREATE INDEX reminders_of_server ON reminders (server) WHERE server IS NOT NULL;
CREATE INDEX reminders_in_channel ON reminders (channel) WHERE channel IS NOT NULL;

CREATE TABLE members (
    reminder INTEGER NOT NULL REFERENCES reminders (id) ON DELETE CASCADE,
    person   INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    PRIMARY KEY (reminder, person)
) STRICT, WITHOUT ROWID;

CREATE INDEX memberships_of_person ON members (person);

CREATE TABLE occurrences (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    reminder INTEGER NOT NULL REFERENCES reminders (id) ON DELETE CASCADE,
    due      INTEGER NOT NULL,
    snoozed  INTEGER NOT NULL CHECK (snoozed IN (0, 1)),
    part     INTEGER NOT NULL CHECK (part >= 0),
    first    INTEGER,
    last     INTEGER,
    state    TEXT NOT NULL
             CHECK (state IN ('scheduled', 'claimed', 'retry', 'sent', 'skipped', 'failed', 'unknown')),
    at       INTEGER,
    tries    INTEGER NOT NULL CHECK (tries >= 0),
    tried    INTEGER,
    reason   TEXT,
    missed   INTEGER NOT NULL CHECK (missed >= 0),
    number   INTEGER NOT NULL CHECK (number >= 0),
    message  INTEGER,
    removed  INTEGER NOT NULL CHECK (removed IN (0, 1)),
    ended    INTEGER,
    tally    TEXT CHECK (tally IN ('came', 'done')), -- as what it was counted; NULL: not at all
    CHECK ((at IS NULL) = (state IN ('sent', 'skipped', 'failed', 'unknown'))),
    CHECK ((at IS NULL) = (ended IS NOT NULL)),
    UNIQUE (reminder, due, part, snoozed)
) STRICT;

-- What is due, first tries before any other: two short walks, however many are planned.
CREATE INDEX occurrences_to_do ON occurrences (tries > 0, at) WHERE at IS NOT NULL;
CREATE UNIQUE INDEX occurrences_planned ON occurrences (reminder, snoozed) WHERE state = 'scheduled' AND part = 0;
CREATE INDEX occurrences_ended ON occurrences (ended) WHERE ended IS NOT NULL;
CREATE INDEX occurrences_posted ON occurrences (reminder) WHERE message IS NOT NULL AND removed = 0;

-- Bounds of split posts are ids of members: these are how they are found when a member is erased.
CREATE INDEX occurrences_from ON occurrences (first) WHERE first IS NOT NULL;
CREATE INDEX occurrences_below ON occurrences (last) WHERE last IS NOT NULL;

CREATE TABLE weeks (
    person INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    monday TEXT NOT NULL,
    kind   TEXT NOT NULL CHECK (kind IN ('hydrate', 'stretch')),
    came   INTEGER NOT NULL CHECK (came >= 0),
    done   INTEGER NOT NULL CHECK (done >= 0),
    PRIMARY KEY (person, monday, kind)
) STRICT, WITHOUT ROWID;
