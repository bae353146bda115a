/**
 * What messages cost.
 *
 * <p>{@link io.twofold.gateway.price.PriceList} is what configuration says that each provider takes for a segment or a call, by
 * country, in millionths of one currency. It is a forecast for routes, budgets and figures, not an invoice.
 */
@NullMarked
package io.twofold.gateway.price;

import org.jspecify.annotations.NullMarked;
