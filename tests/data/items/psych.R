# Reads tables of scores as JSON (null: no answer) and prints what psych says of each, as JSON.
# Usage: Rscript psych.R < tables.json > figures.json
suppressMessages({library(psych); library(jsonlite)})
tables <- fromJSON(readLines(file("stdin"), warn = FALSE), simplifyMatrix = TRUE)
kr20 <- function(x) {
  x <- x[, apply(x, 2, var) > 0]
  k <- ncol(x); p <- colMeans(x); s <- rowSums(x)
  k / (k - 1) * (1 - sum(p * (1 - p)) / (var(s) * (nrow(x) - 1) / nrow(x)))
}
said <- function(x) {
  x <- as.data.frame(x)
  capture.output(a <- suppressMessages(suppressWarnings(alpha(x, warnings = FALSE))))
  whole <- !anyNA(x)
  rest <- sapply(seq_along(x), function(i) {
    suppressWarnings(cor(x[[i]], rowMeans(x[-i], na.rm = TRUE), use = "complete.obs"))
  })
  list(alpha = a$total$raw_alpha, mean = a$total$mean, sd = a$total$sd,
       questions = rownames(a$item.stats), facility = colMeans(x, na.rm = TRUE),
       r_drop = a$item.stats$r.drop, rest = rest,
       kr20 = if (whole && all(x == 0 | x == 1)) kr20(as.matrix(x)) else NA)
}
found <- lapply(tables, said)
cat(toJSON(list(R = paste(R.version$major, R.version$minor, sep = "."),
                psych = as.character(packageVersion("psych")), tables = found),
           digits = NA, auto_unbox = TRUE, na = "null"))
