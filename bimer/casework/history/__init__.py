"""History that can't be rewritten: events are chained, and every day their heads are anchored."""
