package io.heliograph.standalone;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A page in Chromium, as a person uses it. */
final class Chromium implements AutoCloseable {
    static final Dimension PHONE = new Dimension(375, 760);
    static final Dimension DESKTOP = new Dimension(1440, 900);

    private final ChromeDriver browser;
    private final WebDriverWait waiting;

    Chromium(Path profile) {
        ChromeDriverService driver = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(System.getProperty("chromedriver", "/usr/bin/chromedriver")))
                .usingAnyFreePort()
                .build();
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions()
                .setBinary(System.getProperty("chromium", "/usr/bin/chromium"))
                .addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
                .addArguments("--disable-quic", "--no-first-run", "--disable-background-networking")
                .addArguments("--disable-component-update", "--disable-sync", "--user-data-dir=" + profile);
        options.setCapability("goog:loggingPrefs", logs);
        browser = new ChromeDriver(driver, options);
        waiting = new WebDriverWait(browser, Duration.ofSeconds(20), Duration.ofMillis(50));
        waiting.ignoring(StaleElementReferenceException.class);
        browser.manage().timeouts().scriptTimeout(Duration.ofSeconds(20));
        size(DESKTOP);
    }

    /** The size of the page itself: a window in headless mode has a frame that counts. */
    void size(Dimension size) {
        cdp(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", size.getWidth(), "height", size.getHeight(), "deviceScaleFactor", 1, "mobile", false));
    }

    void dark() {
        looks("dark");
    }

    void light() {
        looks("light");
    }

    /** Without motion: a picture is of the end of a transition. */
    private void looks(String scheme) {
        cdp(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    private void cdp(String command, Map<String, Object> parameters) {
        browser.executeCdpCommand(command, parameters);
    }

    /** Runs a script in each page that is opened from now on, before the page's own. */
    void onNewDocument(String script) {
        cdp("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    /** Opens the sandbox's page, and waits until it is live. */
    void open(URI page) {
        load(page);
        see("#live.on");
    }

    /** Opens any page. */
    void load(URI page) {
        browser.get(page.toString());
    }

    WebElement see(String css) {
        return waiting.until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector(css)));
    }

    void see(String css, String text) {
        waiting.until(ExpectedConditions.textToBePresentInElementLocated(By.cssSelector(css), text));
    }

    void gone(String css) {
        waiting.until(ExpectedConditions.invisibilityOfElementLocated(By.cssSelector(css)));
    }

    void count(String css, int wanted) {
        waiting.until(ExpectedConditions.numberOfElementsToBe(By.cssSelector(css), wanted));
    }

    int count(String css) {
        return browser.findElements(By.cssSelector(css)).size();
    }

    void click(String css) {
        act(ExpectedConditions.elementToBeClickable(By.cssSelector(css)), WebElement::click);
    }

    void type(String css, CharSequence... text) {
        act(ExpectedConditions.visibilityOfElementLocated(By.cssSelector(css)), element -> element.sendKeys(text));
    }

    /** Tries it again with a new element where the page has replaced the one that was found: it did nothing then. */
    private void act(ExpectedCondition<WebElement> found, Consumer<WebElement> action) {
        waiting.until(driver -> {
            WebElement element = found.apply(driver);
            if (element != null) {
                action.accept(element);
            }
            return element != null;
        });
    }

    /** Types where the focus is by then, on whatever element. */
    void press(CharSequence... keys) {
        new Actions(browser).sendKeys(keys).perform();
    }

    String text(String css) {
        ExpectedCondition<WebElement> shown = ExpectedConditions.visibilityOfElementLocated(By.cssSelector(css));
        return waiting.until(driver -> {
            WebElement element = shown.apply(driver);
            return element == null ? null : element.getText();
        });
    }

    /** What a script of the page returns. */
    Object run(String script) {
        return Objects.requireNonNullElse(browser.executeScript(script), "null");
    }

    /** What a script of the page passes to its last argument. */
    Object runLater(String script) {
        return Objects.requireNonNullElse(browser.executeAsyncScript(script), "null");
    }

    void until(String script) {
        waiting.until(ExpectedConditions.jsReturnsValue(script));
    }

    String url() {
        return Objects.requireNonNull(browser.getCurrentUrl());
    }

    /** What is in the clipboard, pasted into the search field. */
    String pasted() {
        press("/");
        type("#search", Keys.chord(Keys.CONTROL, "a"), Keys.chord(Keys.CONTROL, "v"));
        return Objects.requireNonNull(see("#search").getDomProperty("value"));
    }

    /** What a screen reader calls those that are there to see. */
    List<String> namesOf(String css) {
        return waiting.until(driver -> driver.findElements(By.cssSelector(css)).stream()
                .filter(WebElement::isDisplayed)
                .map(WebElement::getAccessibleName)
                .toList());
    }

    /** What the console says that isn't expected of a page without faults. */
    List<String> problems() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** By how many pixels the page is wider than its window. */
    Object overflow() {
        return run("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }

    /** For whoever wants to look: with {@code -Dpictures=folder}. */
    void picture(String name) {
        String folder = System.getProperty("pictures", "");
        if (folder.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(Path.of(folder));
            Files.write(Path.of(folder, name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        browser.quit();
    }
}
