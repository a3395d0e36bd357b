# Makes tests/Statistics/data/reference.csv: what R says of the rule of verdicts.
#   Rscript eng/statistics-reference.R
# Debian: r-base-core, r-cran-lme4. Two kinds of rows:
#   welch: t.test on the means of runs; low and high bound the difference R - S.
#   mixed: lme4 on a crossed design (runs within arms, images across them, arm by image); se2 is the squared standard
#          error of the arm's effect. The values are in the columns behind, run by run, images within.
suppressMessages(library(lme4))
set.seed(20060937)
out <- file("tests/Statistics/data/reference.csv", "w")
writeLines("kind,runs_s,runs_r,images,low,high,p,se2,values", out)
number <- function(x) format(x, digits = 17, scientific = TRUE, trim = TRUE)
row <- function(kind, ks, kr, n, low, high, p, se2, values)
  writeLines(paste(kind, ks, kr, n, number(low), number(high), number(p), number(se2),
                   paste(number(values), collapse = " "), sep = ","), out)
for (case in list(c(3, 3, .05, .05), c(8, 8, .1, .01), c(6, 3, .05, .2), c(2, 5, .03, .03))) {
  s <- rnorm(case[1], .5, case[3])
  r <- rnorm(case[2], .6, case[4])
  test <- t.test(r, s)
  row("welch", case[1], case[2], 0, test$conf.int[1], test$conf.int[2], test$p.value, test$stderr^2, c(s, r))
}
for (case in list(c(3, 40, .2, .6), c(5, 60, .1, .5), c(8, 50, .3, .4))) {
  k <- case[1]
  n <- case[2]
  repeat {
    image <- rnorm(n)
    d <- expand.grid(image = 1:n, run = 1:k, arm = 0:1)
    run <- rnorm(2 * k, 0, case[3])
    byimage <- rnorm(2 * n, 0, case[4])
    d$y <- round(image[d$image] + run[d$run + k * d$arm] + byimage[d$image + n * d$arm] + rnorm(nrow(d), 0, .5), 6)
    d$runs <- factor(d$run + k * d$arm)
    d$both <- factor(d$image + n * d$arm)
    fit <- suppressMessages(lmer(y ~ arm + (1 | image) + (1 | both) + (1 | runs), d))
    # a component estimated at 0 is bounded there by REML and by the rule in different ways
    if (!isSingular(fit)) break
  }
  row("mixed", k, k, n, NaN, NaN, NaN, vcov(fit)[2, 2], d$y)
}
close(out)
