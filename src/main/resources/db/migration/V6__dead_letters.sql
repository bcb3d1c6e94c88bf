-- Dead letters as something to work on: grouped by cause, replayed to their origin once each, or discarded, and who
-- did it and why. A message that dies again after a replay names the letter it came from.

ALTER TABLE etl_dead_letter
    ADD COLUMN state TEXT NOT NULL DEFAULT 'kept' CHECK (state IN ('kept', 'replaying', 'replayed', 'discarded')),
    ADD COLUMN claim_token UUID,
    ADD COLUMN claimed_until TIMESTAMPTZ,
    ADD COLUMN replay_of BIGINT REFERENCES etl_dead_letter (id),
    ADD COLUMN replays INT NOT NULL DEFAULT 0,
    -- The origin as something to group by: a record's place in its page differs from record to record.
    ADD COLUMN place TEXT GENERATED ALWAYS AS (
        CASE WHEN job_id IS NULL THEN origin ELSE regexp_replace(origin, '[0-9]+', 'N', 'g') END) STORED,
    -- What kind of trouble it was: a stable word, out of the reason's own beginning.
    ADD COLUMN code TEXT GENERATED ALWAYS AS (CASE
        WHEN job_id IS NOT NULL THEN 'record.rejected'
        WHEN reason LIKE 'expired in %' THEN 'broker.expired'
        WHEN reason LIKE 'rejected in %' THEN 'broker.rejected'
        WHEN reason LIKE 'delivery\_limit in %' THEN 'broker.delivery_limit'
        WHEN reason LIKE 'maxlen in %' THEN 'broker.queue_full'
        WHEN reason LIKE 'found in %' OR reason LIKE 'dead for an unknown reason%' THEN 'broker.unexplained'
        WHEN reason ~ '^(job_type|entity_type|priority|payload|tenant_id|integration_id)\M' THEN 'message.invalid_job'
        ELSE 'message.unreadable' END) STORED,
    -- The reason without what differs from letter to letter, so that like ones stand together.
    ADD COLUMN cause TEXT GENERATED ALWAYS AS (left(regexp_replace(
        regexp_replace(reason, '"[^"]*"|''[^'']*''', '..', 'g'), '[0-9]+', 'N', 'g'), 300)) STORED;
UPDATE etl_dead_letter SET state = 'replayed' WHERE replayed_at IS NOT NULL;
-- One replay leads to one new letter at the most, however often the broker delivers it.
CREATE UNIQUE INDEX uk_etl_dead_letter_replay_of ON etl_dead_letter (replay_of) WHERE replay_of IS NOT NULL;
CREATE INDEX idx_etl_dead_letter_open ON etl_dead_letter (id) WHERE state IN ('kept', 'replaying');

-- Every act on a letter, written in the transaction that did it.
CREATE TABLE etl_dead_letter_event (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    letter_id BIGINT NOT NULL REFERENCES etl_dead_letter (id),
    at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    act TEXT NOT NULL CHECK (act IN ('replayed', 'redriven', 'given back', 'discarded')),
    actor TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT
);
CREATE INDEX idx_etl_dead_letter_event_letter ON etl_dead_letter_event (letter_id, seq);
