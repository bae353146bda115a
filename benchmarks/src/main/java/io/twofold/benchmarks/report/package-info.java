/**
 * What was found: {@link io.twofold.benchmarks.report.Finding} is one figure beside its goal,
 * {@link io.twofold.benchmarks.report.Report} prints all as a table and keeps them as JSON, with the machine, the settings
 * and the commit they belong to.
 */
@NullMarked
package io.twofold.benchmarks.report;

import org.jspecify.annotations.NullMarked;
