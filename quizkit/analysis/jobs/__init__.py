"""Work on shards that may run here, on several cores, or on a cluster, with one result."""
